package app;

import app.test.Prober;

public class Start {
    public static void main(String[] arguments) {
        Prober.probe();
    }

    static int testedAlone() {
        return 1;
    }

    static int testedByNobody() {
        return 1;
    }

    static int makeVisible() {
        return 1;
    }

    /** Only for test. */
    static int seen() {
        return 1;
    }

    static void tearDownTests() {
    }
}

class ClockStub {
    int now() {
        return 1;
    }
}
