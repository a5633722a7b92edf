package app;

public class Start {
    private static final int size = 1;
    private int log = 2;

    public static void main(String[] arguments) {
        new Start().go(new Engine(), new Wagon());
    }

    void go(Engine engine, Wagon wagon) {
        Runnable task = new Base() {
            @Override
            public void run() {
                fromBase();
                this.alsoFromBase();
            }
        };
        task.run();
        // Ask the Engine.
        prepare();
        // Then ask Wagon
        engine
            // as long as Wagon lets it.
            .pull();
        new Inner().work(size, log);
        var train = new Train();
        train.leave();
        Start.<String>generic();
        Runnable other = this::viaReference;
        other.run();
        if (arguments() instanceof Engine found && found.checked()) {
            found.pull();
        }
        wagon.brake();
    }

    private Object arguments() {
        return "";
    }

    private void prepare() {
    }

    private void log(String text) {
    }

    private void viaReference() {
    }

    static <T> void generic() {
    }

    private void shadowed() {
    }

    class Inner extends Base {
        private int size;

        void work(int shadowed, int log) {
            log("outer method beside an inner field and a variable");
            System.out.println(shadowed);
        }

        public void run() {
        }
    }
}
