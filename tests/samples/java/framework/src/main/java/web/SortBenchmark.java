package web;

import org.openjdk.jmh.annotations.Benchmark;

public class SortBenchmark {
    @Benchmark
    public void sort() {
    }
}
