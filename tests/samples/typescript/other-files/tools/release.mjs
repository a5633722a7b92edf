function publish() {}

publish();
