package show;

class Show {
    void unusedShow() {
    }
}
