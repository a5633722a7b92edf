package org.tools;

class Provided implements Runnable {
    public void run() {
    }
}
