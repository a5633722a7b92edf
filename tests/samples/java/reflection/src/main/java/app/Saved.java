package app;

import java.io.ObjectInputStream;
import java.io.Serializable;

class Saved implements Serializable {
    private static final long serialVersionUID = 1L;
    private int onlyStored;

    private void readObject(ObjectInputStream in) {
    }

    private Object readResolve() {
        return this;
    }

    private void plainPrivate() {
    }
}
