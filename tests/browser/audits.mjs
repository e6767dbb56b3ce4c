// Whole audits of a site by others: Lighthouse and Linkinator.

import lighthouse from "lighthouse";
import { LinkChecker } from "linkinator";
import { check, test } from "./check.mjs";

export async function links(site) {
  await test(`${site.name}: linkinator finds no broken link`, async () => {
    const checker = new LinkChecker();
    const result = await checker.check({
      path: site.base,
      recurse: true,
      concurrency: 20,
      // Other hosts are not asked: nothing here reaches the network.
      linksToSkip: async (link) => !link.startsWith(site.base),
    });
    const broken = result.links.filter((link) => link.state === "BROKEN");
    check(broken.length === 0, broken.map((link) => `${link.parent} → ${link.url} (${link.status})`).join("\n"));
    const seen = result.links.filter((link) => link.state === "OK").length;
    check(seen > 100, `only ${seen} links were seen`);
    console.log(`   ${seen} links`);
  });
}

/** How quick it is, Lighthouse says of the first page alone: it is told, not judged, and costs more than the rest together. */
export async function audits(browser, site, wanted) {
  const port = Number(new URL(browser.wsEndpoint()).port);
  for (const path of wanted) {
    await test(`${site.name}: Lighthouse gives /${path} 100 for accessibility, best practices and SEO`, async () => {
      const { lhr } = await lighthouse(site.base + path, {
        port,
        logLevel: "error",
        onlyCategories: ["accessibility", "best-practices", "seo", ...(path === wanted[0] ? ["performance"] : [])],
      });
      const scores = Object.fromEntries(Object.values(lhr.categories).map((category) => [category.id, Math.round(category.score * 100)]));
      console.log(`   /${path}: ${JSON.stringify(scores)}`);
      for (const id of ["accessibility", "best-practices", "seo"]) {
        const failed = lhr.categories[id].auditRefs.map((ref) => lhr.audits[ref.id]).filter((audit) => audit.score !== null && audit.score < 1);
        check(scores[id] === 100, `${id} is ${scores[id]}: ${failed.map((audit) => `${audit.id}: ${audit.title} ${JSON.stringify(audit.details?.items ?? []).slice(0, 300)}`).join("; ")}`);
      }
    });
  }
}
