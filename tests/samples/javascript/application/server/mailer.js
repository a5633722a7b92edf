class Mailer {
    send(text) {
        return this.deliver(text);
    }

    deliver(text) {
        return text.length;
    }

    sendLater(text) {
        return setTimeout(() => this.send(text), 10);
    }

    static forTesting() {
        return new Mailer();
    }
}

module.exports = Mailer;
