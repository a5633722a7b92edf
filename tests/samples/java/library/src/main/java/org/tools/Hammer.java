package org.tools;

public class Hammer extends AbstractTool {
}
