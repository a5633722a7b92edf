package app;

import org.junit.jupiter.api.Test;

class StartTest {
    @Test
    void works() {
        Start.testedAlone();
    }

    private void unusedInTest() {
    }
}
