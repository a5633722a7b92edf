package web;

@SuppressWarnings("unused")
class Kept {
}
