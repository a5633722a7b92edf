"""What is measured rather than tested: accuracy on planted samples, speed on real sources."""
