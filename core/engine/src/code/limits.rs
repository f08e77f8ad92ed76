//! The work limits of the engine. They count steps, never time, so that the same code gives the
//! same facts on every machine.
//!
//! The starting values come from measurements on 13,483 real contracts and on generated bombs;
//! the accuracy was the same with three and with twenty times as much work.

/// External functions that are executed; further ones are reported as not covered.
pub const MAX_FUNCTIONS: usize = 512;
/// Depth of the EVM's stack ([yellow paper, 9.1](https://ethereum.github.io/yellowpaper/paper.pdf)).
pub const MAX_STACK: usize = 1024;
/// Instructions on one path.
pub const MAX_STEPS_PER_PATH: u32 = 20_000;
/// Instructions in one function, over all its paths.
pub const MAX_STEPS_PER_FUNCTION: u32 = 60_000;
/// Instructions in one contract, over all its functions.
pub const MAX_STEPS: u32 = 300_000;
/// How often one branch is followed both ways in one function, over all its paths.
pub const MAX_EDGE_VISITS: u8 = 10;
/// The same for `transfer` and `transferFrom`: few choices, each of which is then followed further.
pub const MAX_EDGE_VISITS_TRANSFER: u8 = 4;
/// How often it is met after that and still followed one way, if that leads to an effect which no
/// path executed yet.
pub const MAX_GUIDED_VISITS: u8 = 40;
/// The same for `transfer` and `transferFrom`, where a path that ends tells more than one that was
/// cut, wherever it leads.
pub const MAX_GUIDED_VISITS_TRANSFER: u8 = 64;
/// How often one path goes round the same loop.
pub const MAX_LOOP_ROUNDS: u8 = 3;
/// Paths of one function that end.
pub const MAX_PATHS_PER_FUNCTION: usize = 2_000;
/// A function that ran out of work counts as followed where this many steps before brought no new
/// instruction with an effect, and none lies beyond the branches that were left out.
pub const SETTLED_STEPS: u32 = 10_000;
/// Words that one path stores. What stores more is not followed further.
pub const MAX_STORES_PER_PATH: usize = 512;
/// Powers and guarded stores of one contract. Functions after so many are not looked at.
pub const MAX_POWERS: usize = 4_096;
/// Answers on the ways through one transferring function that are gone through to find those that
/// stop it. What is left out then leaves the function partial.
pub const MAX_ANSWERS: usize = 8_000_000;
/// Nodes in the value graph of one contract.
pub const MAX_VALUES: usize = 114_000;
/// Memory segments that one path may hold.
pub const MAX_MEMORY_SEGMENTS: usize = 4_096;
/// Bytes that are hashed symbolically; longer inputs hash to an unknown.
pub const MAX_HASHED_BYTES: u32 = 256;
/// Hashes of known words that are worked out, mapping entries aside; a contract with more of them
/// is not followed further.
pub const MAX_HASHES: usize = 4_096;
/// Words held by all the paths that ended, eight bytes each.
pub const MAX_PATH_WORDS: usize = 4_000_000;
/// Words held by all the paths that wait to be continued, and by all that wait to enter functions.
pub const MAX_WAITING_WORDS: usize = 1_000_000;
/// Functions whose bodies are looked at, to compare them with known ones.
pub const MAX_BODIES: usize = 256;
/// Bytes of one such body. A longer one is not compared.
pub const MAX_BODY_BYTES: usize = 4_096;
