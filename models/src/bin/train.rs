//! Scratch.
#![allow(clippy::disallowed_methods, clippy::print_stdout, missing_docs, reason="scratch")]
use rugrisk_models::train::*;
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let d = std::env::args().nth(1).unwrap();
    let [h, day] = Pools::early(&std::fs::read_to_string(format!("{d}/early_pool_features.csv"))?)?;
    let s = Pools::holders(&std::fs::read_to_string(format!("{d}/liquidity_features.csv"))?)?;
    for p in [&h, &day, &s] {
        let t = std::time::Instant::now();
        let f = figures(&judge_exit(p)?);
        println!("{} in {:?}", p.len(), t.elapsed());
        for (n, f) in NAMES.iter().zip(f) { println!("  {n} {:.3} {:.3} {:.3}", f.value, f.interval[0], f.interval[1]); }
    }
    std::fs::write("/tmp/exit.txt", train_exit([&h, &day, &s])?)?;
    Ok(())
}
