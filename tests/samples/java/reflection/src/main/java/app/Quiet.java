package app;

class Quiet implements Codec {
}
