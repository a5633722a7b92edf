package shop;

public @interface Audited {
    String by() default "";

    int level() default 1;
}
