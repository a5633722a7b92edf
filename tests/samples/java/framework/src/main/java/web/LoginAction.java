package web;

public class LoginAction {
    public String execute() {
        return "ok";
    }
}
