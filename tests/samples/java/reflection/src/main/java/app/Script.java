package app;

class Script {
    static void fromJavaScript() {
    }

    native void run() /*-{
        @app.Script::fromJavaScript()();
        @app.Other::alsoFromJavaScript()();
    }-*/;
}
