package app;

import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void works() {
        Start.testedAlone();
        Start.seen();
        System.out.println(Start.CLEAN_UP_DEFAULT);
        Start.tearDownTests();
        new ClockStub().now();
    }

    private void unusedInTest() {
    }
}
