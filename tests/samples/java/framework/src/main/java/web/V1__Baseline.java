package web;

public class V1__Baseline {
}
