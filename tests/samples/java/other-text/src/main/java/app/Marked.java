package app;

import javax.annotation.processing.Generated;

@Generated("by a tool")
class Marked {
    void unusedMarked() {
    }
}
