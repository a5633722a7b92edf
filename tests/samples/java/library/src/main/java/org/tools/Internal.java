package org.tools;

class Internal {
    public void unreachableOutside() {
    }
}
