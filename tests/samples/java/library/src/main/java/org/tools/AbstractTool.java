package org.tools;

abstract class AbstractTool {
    public void inherited() {
    }

    void notInherited() {
    }
}
