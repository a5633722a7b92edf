package app;

import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void works() {
        Start.testedAlone();
        Start.seen();
        Start.tearDownTests();
        new ClockStub().now();
    }

    private void unusedInTest() {
    }
}
