package web;

import javax.servlet.http.HttpServlet;

public class FontServlet extends HttpServlet {
    protected void doTrace() {
    }

    private void lostInServlet() {
    }
}
