package app;

class Loud {
}
