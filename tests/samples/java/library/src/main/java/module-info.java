module org.tools {
    exports org.tools;
    provides java.lang.Runnable with org.tools.Provided;
}
