package shop.lindenhof.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A message to be sent. */
public record MailMessage(String sender, List<String> recipients, String subject, String body) {

    /** Puts a message together. */
    public static final class Builder {

        private final List<String> recipients = new ArrayList<>();
        private String sender;
        private String subject;
        private String body;

        public Builder sender(String sender) {
            this.sender = sender;
            return this;
        }

        public Builder recipient(String recipient) {
            this.recipients.add(recipient);
            return this;
        }

        public Builder subject(String subject) {
            this.subject = subject;
            return this;
        }

        public Builder body(String body) {
            this.body = body;
            return this;
        }

        public MailMessage build() {
            Objects.requireNonNull(sender, "sender");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(body, "body");
            return new MailMessage(sender, List.copyOf(recipients), subject, body);
        }
    }
}
