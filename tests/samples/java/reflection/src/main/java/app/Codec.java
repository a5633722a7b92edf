package app;

interface Codec {
}
