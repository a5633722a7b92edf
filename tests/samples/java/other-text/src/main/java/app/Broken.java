package app;

class Broken {
    void half( {
        Start.fromBroken();
