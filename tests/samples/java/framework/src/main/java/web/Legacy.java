package web;

public class Legacy {
    public void startUp() {
    }

    public void refreshed() {
    }
}
