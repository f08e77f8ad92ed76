//! What a transaction or a signature would expose.

use rugrisk::transaction::{Request, Signed, TransactionRisk, Verdict, assess};
use rugrisk::{Hints, Report, score_evidence};

use crate::args::{Format, NodeArgs, TxArgs};
use crate::collect;
use crate::ending::{Ending, Trouble};
use crate::node::Patience;
use crate::{input, output, table};

pub(crate) fn run(args: &TxArgs) -> Result<Ending, Trouble> {
    // The time is for all of the contracts together.
    let patience = args.node.patience();
    let request = request(args, patience)?;
    let risk = assessed(&request, &args.node, patience)?;
    match args.report.format {
        Format::Table => output::print_styled(&table::of_transaction(&risk, output::width()))?,
        Format::Json | Format::Ndjson => output::print_plain(&(risk.to_json() + "\n"))?,
    }
    Ok(Ending::of_transaction(&risk, args.report.fail_on))
}

fn request(args: &TxArgs, patience: Patience) -> Result<Request, Trouble> {
    let (chain_id, asked) = match &args.typed_data {
        Some(name) => {
            let typed = input::typed_data(name)?;
            (typed.chain_id, Signed::TypedData(typed))
        }
        None => {
            let transaction = Signed::Transaction {
                to: args.to,
                value: args.value,
                data: args.data.clone(),
            };
            (None, transaction)
        }
    };
    // Which tokens are coins depends on the chain.
    let chain_id = match args.node.chain_id.or(chain_id) {
        Some(chain_id) => chain_id,
        None => collect::chain_id(&args.node, patience)?,
    };
    Ok(Request {
        chain_id: Some(chain_id),
        from: args.from,
        asked,
    })
}

fn assessed(
    request: &Request,
    node: &NodeArgs,
    patience: Patience,
) -> Result<TransactionRisk, Trouble> {
    let mut reports = Vec::new();
    for contract in request.intents().contracts() {
        let (hints, chain_id) = (Hints::default(), request.chain_id);
        let evidence = collect::of_account(contract, hints, chain_id, node, patience)?;
        reports.push((contract, score_evidence(&evidence)));
    }
    let verdict = |(contract, report): &(_, Report)| (*contract, Verdict::from(report));
    let verdicts: Vec<_> = reports.iter().map(verdict).collect();
    let mut risk = assess(request, &verdicts);
    risk.reports = reports.into_iter().collect();
    Ok(risk)
}
