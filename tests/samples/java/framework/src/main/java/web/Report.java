package web;

import lombok.Builder;

@Builder
public class Report {
    private String title;

    static Report blank() {
        return Report.builder().title("").build();
    }

    public static class ReportBuilder {
        public ReportBuilder title(String title) {
            return this;
        }
    }
}
