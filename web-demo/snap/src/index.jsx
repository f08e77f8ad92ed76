// Before a signature in MetaMask: what it would give away, read through MetaMask's own node.
import { SeverityLevel } from "@metamask/snaps-sdk";
import { Banner, Bold, Box, Heading, Section, Text } from "@metamask/snaps-sdk/jsx";
import { scoreTransaction, scoreTypedData } from "rugrisk/inline";
import { toInsight } from "rugrisk/snap";

/** MetaMask waits for a minute. */
const options = { timeoutMs: 20_000 };

export const onTransaction = ({ transaction }) => insight(scoreTransaction(ethereum, transaction, options));

export const onSignature = ({ signature: { from, data, signatureMethod } }) => {
  // Other signatures are texts, and no rights over anything.
  if (!/^eth_signTypedData_v[34]$/.test(signatureMethod)) return null;
  return insight(scoreTypedData(ethereum, data, { ...options, from }));
};

async function insight(scored) {
  const risk = await scored.catch((error) => error);
  if (risk instanceof Error) return { content: <Box>{banner(toInsight(risk))}</Box> };
  const { exposures, level, reports, unknowns } = risk;
  const insights = Object.entries(reports ?? {}).map(([address, report]) => [address, toInsight(report)]);
  return {
    content: (
      <Box>
        <Heading>{exposures.length === 0 ? "Nobody gets a power by this" : "What you would give away"}</Heading>
        {exposures.map(({ level, sentence }) => (
          <Banner title={TITLES[level]} severity={SEVERITIES[level]}>
            <Text>{sentence}</Text>
          </Banner>
        ))}
        {insights.map(([address, { banner, findings }]) => (
          <Section>
            <Text>
              <Bold>{`${banner.title}: ${address}`}</Bold>
            </Text>
            {findings.slice(0, 3).map(({ title, advice }) => (
              <Text>{`${title}. ${advice}`}</Text>
            ))}
          </Section>
        ))}
        {unknowns.slice(0, 3).map(({ what }) => (
          <Text>{`Not known: ${what}`}</Text>
        ))}
      </Box>
    ),
    ...(level === "critical" && { severity: SeverityLevel.Critical }),
  };
}

function banner({ banner: { severity, title, text } }) {
  return (
    <Banner title={title} severity={severity}>
      <Text>{text}</Text>
    </Banner>
  );
}

const TITLES = { critical: "Critical risk", high: "High risk", medium: "Medium risk", low: "Low risk found", unknown: "Unknown" };
/** Never `success`: nothing found is not the same as safe. */
const SEVERITIES = { critical: "danger", high: "danger", medium: "warning", low: "info", unknown: "warning" };
