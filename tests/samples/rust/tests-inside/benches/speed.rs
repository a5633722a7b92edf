fn bench_words() {}

fn main() {
    bench_words();
}
