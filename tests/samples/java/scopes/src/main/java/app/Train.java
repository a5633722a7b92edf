package app;

class Train {
    private static final int leaves = 1;

    void leave() {
        int leaves = 2;
        System.out.println(leaves);
        class Local {
            void unusedInLocal() {
            }
        }
        System.out.println(new Local());
    }
}
