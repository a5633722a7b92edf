pub fn spare_part() {
    spare_screw();
}

fn spare_screw() {}
