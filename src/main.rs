//! The program that the browser runs.

fn main() {
    #[cfg(feature = "hydrate")]
    roundtrip::start::start();
}
