package org.tools;

public class Tools {
    public static final int LIMIT = 1;
    private static final int HIDDEN_LIMIT = 2;

    protected Tools() {
    }

    public void offered() {
    }

    protected void offeredToSubclasses() {
    }

    void packageOnly() {
    }

    private void privateOnly() {
    }

    public static class Options {
        public boolean strict() {
            return true;
        }

        boolean looseInside() {
            return false;
        }
    }

    private static class Cache {
        public void forget() {
        }
    }
}
