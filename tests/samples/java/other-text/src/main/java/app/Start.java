package app;

public class Start {
    public static void main(String[] arguments) {
    }

    static void fromKotlin() {
    }

    static void fromGroovy() {
    }

    static void fromGenerated() {
    }

    static void fromVendored() {
    }

    static void fromProperties() {
    }

    static void fromBroken() {
    }

    static void fromManifest() {
    }

    static void fromCommentAlone() {
    }

    /** Calls {@link #fromCommentAlone()}. */
    static void documented() {
        // fromCommentAlone();
    }
}
