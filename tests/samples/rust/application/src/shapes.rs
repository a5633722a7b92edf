pub trait Shape {
    fn area(&self) -> f64;

    fn doubled(&self) -> f64 {
        self.area() * 2.0
    }

    fn never_tripled(&self) -> f64 {
        self.area() * 3.0
    }
}

pub struct Square(pub f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}

pub fn total_area(shapes: &[Box<dyn Shape>]) -> f64 {
    shapes.iter().map(|one| one.doubled()).sum()
}

pub trait Solid {
    fn volume(&self) -> f64;
}
