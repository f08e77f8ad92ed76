//! Many codes: rows in, reports out, in the same order, in constant memory.
//!
//! One thread reads, as many as there are cores analyse, the main thread writes. For each row the
//! reader hands a job to the workers and the row's place in the output to the writer. Both queues
//! are bounded, so a slow row holds the others back instead of letting them pile up.

mod lines;
mod row;
mod tally;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::num::NonZeroUsize;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};
use rugrisk::score::Models;

use crate::args::BatchArgs;
use crate::ending::{Ending, Trouble};
use crate::input;
use lines::{Line, Lines};
use row::Row;
use tally::Tally;

/// Rows that may be under way for each worker.
const ROWS_PER_WORKER: usize = 4;
/// As much as the main thread has on most systems.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// A row to analyse, and where its result is awaited.
struct Job {
    line: Line,
    done: SyncSender<Row>,
}

/// The next place in the output.
enum Place {
    Row {
        line: u64,
        bytes: u64,
        done: Receiver<Row>,
    },
    Unreadable(io::Error),
}

pub(crate) fn run(args: &BatchArgs) -> Result<Ending, Trouble> {
    if input::same_file(&args.rows, &args.out) {
        return Err(Trouble::SameFile {
            name: args.rows.clone(),
        });
    }
    let (rows, size) = input::open(&args.rows)?;
    let out = create(&args.out)?;
    let models = Arc::new(input::models(&args.weights)?);
    let jobs = args.jobs.map_or_else(cores, usize::from);
    let progress = progress(size);
    let places = start(rows, jobs, &models).map_err(|source| Trouble::Read {
        name: "the rows: no threads".to_owned(),
        source,
    })?;
    let mut tally = Tally::new(args.fail_on);
    let written = write(&places, out, &mut tally, &progress);
    progress.finish_and_clear();
    match written {
        Ok(()) => {}
        Err(Stop::PipeClosed) => return Ok(Ending::Fine),
        Err(Stop::Unreadable(source)) => {
            return Err(Trouble::Read {
                name: input::display_name(&args.rows),
                source,
            });
        }
        Err(Stop::Unwritable(source)) => {
            return Err(Trouble::Write {
                name: args.out.clone(),
                source,
            });
        }
    }
    crate::output::note(&tally.to_string());
    Ok(tally.ending())
}

/// Starts the threads. They are not joined: when the writer is done, so is the process.
fn start(
    rows: Box<dyn Read + Send>,
    jobs: usize,
    models: &Arc<Models>,
) -> io::Result<Receiver<Place>> {
    let window = jobs.saturating_mul(ROWS_PER_WORKER);
    let (job_sender, job_receiver) = sync_channel::<Job>(window);
    let (place_sender, place_receiver) = sync_channel::<Place>(window);
    let job_receiver = Arc::new(Mutex::new(job_receiver));
    for _ in 0..jobs {
        let (queue, models) = (Arc::clone(&job_receiver), Arc::clone(models));
        thread::Builder::new()
            .stack_size(STACK_BYTES)
            .spawn(move || work(&queue, &models))?;
    }
    thread::Builder::new().spawn(move || read(rows, &job_sender, &place_sender))?;
    Ok(place_receiver)
}

fn work(queue: &Mutex<Receiver<Job>>, models: &Models) {
    let next = || {
        let queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.recv()
    };
    while let Ok(job) = next() {
        // Nobody waits for it once the writer has stopped.
        let _ = job.done.send(Row::of_line(&job.line, models));
    }
}

/// Ends at the end of the input, or when nobody takes rows any more.
fn read(rows: Box<dyn Read + Send>, jobs: &SyncSender<Job>, places: &SyncSender<Place>) {
    for line in Lines::new(BufReader::with_capacity(1 << 16, rows)) {
        let line = match line {
            Ok(line) => line,
            Err(error) => {
                let _ = places.send(Place::Unreadable(error));
                return;
            }
        };
        let (sender, done) = sync_channel(1);
        let place = Place::Row {
            line: line.number,
            bytes: line.bytes,
            done,
        };
        let job = Job { line, done: sender };
        if places.send(place).is_err() || jobs.send(job).is_err() {
            return;
        }
    }
}

/// Why writing stopped before the end.
enum Stop {
    PipeClosed,
    Unreadable(io::Error),
    Unwritable(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::PipeClosed,
            _ => Self::Unwritable(error),
        }
    }
}

fn write(
    places: &Receiver<Place>,
    out: Box<dyn Write>,
    tally: &mut Tally,
    progress: &ProgressBar,
) -> Result<(), Stop> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    while let Some(place) = next(places, &mut out)? {
        let (line, bytes, done) = match place {
            Place::Row { line, bytes, done } => (line, bytes, done),
            Place::Unreadable(error) => {
                out.flush()?;
                return Err(Stop::Unreadable(error));
            }
        };
        let row = next(&done, &mut out)?.unwrap_or_else(|| Row::lost(line));
        out.write_all(row.text.as_bytes())?;
        out.write_all(b"\n")?;
        tally.count(&row);
        progress.inc(bytes);
    }
    out.flush()?;
    Ok(())
}

/// What comes next; while there is nothing, whoever reads our output gets what is done.
fn next<T>(receiver: &Receiver<T>, out: &mut impl Write) -> io::Result<Option<T>> {
    match receiver.try_recv() {
        Ok(value) => Ok(Some(value)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            out.flush()?;
            Ok(receiver.recv().ok())
        }
    }
}

fn create(path: &str) -> Result<Box<dyn Write>, Trouble> {
    if path == "-" {
        return Ok(Box::new(io::stdout()));
    }
    match File::create(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(source) => Err(Trouble::Write {
            name: path.to_owned(),
            source,
        }),
    }
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Shown on standard error, and only if that is a terminal.
fn progress(size: Option<u64>) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{bar:30} {percent} %  {binary_bytes} of {binary_total_bytes}  {binary_bytes_per_sec}  {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {binary_bytes}  {binary_bytes_per_sec}",
        ),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
