// Newer data: a deck that a server shows asks it once a minute whether its own address has another answer by now.
async function answered() {
  const reply = await fetch(location.pathname + location.search, { method: "HEAD", cache: "no-store" });
  return reply.ok ? reply.headers.get("etag") : null;
}

async function watch() {
  const first = await answered().catch(() => null);
  const asking = setInterval(async () => {
    const now = await answered().catch(() => null); // no network for a moment
    if (!first || !now || now === first) return;
    clearInterval(asking);
    byId("newer").hidden = false;
  }, 60000);
}

byId("reload").addEventListener("click", () => location.reload());
if ("watched" in root.dataset && location.protocol.startsWith("http")) watch();
