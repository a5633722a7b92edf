// Generated from Grammar.g4 by ANTLR 4.9
package app;

class Stamped {
    void unusedStamped() {
    }
}
