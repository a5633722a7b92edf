package app;

import app.test.Prober;

public class Start {
    static final int CLEAN_UP_NEVER = -1;
    static final int CLEAN_UP_QUEUE = -2;
    static final int CLEAN_UP_DEFAULT = 0;

    public static void main(String[] arguments) {
        Prober.probe();
        System.out.println(CLEAN_UP_NEVER + CLEAN_UP_QUEUE);
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
