/**
 * Filters the groups, and opens the one that a link leads to. Small, and written for browsers as it stands: what runs
 * is what the page's policy names by its digest.
 */
export const script = `(() => {
const filter = document.getElementById('filter');
if (!filter) return;
const items = [...document.querySelectorAll('.groups > li')];
const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
const field = (name) => filter.querySelector('[name=' + name + ']');
const apply = () => {
const words = field('text').value.toLowerCase().split(/\\s+/).filter(Boolean);
let shown = 0;
for (const item of items) {
const fits = words.every((word) => texts.get(item).includes(word)) && ['cause', 'provider', 'status'].every((name) => {
const { value } = field(name);
return value === '' || item.dataset[name] === value;
});
item.hidden = !fits;
if (fits) shown++;
}
filter.querySelector('output').textContent = shown + ' of ' + items.length;
};
const show = () => {
const item = document.getElementById(location.hash.slice(1));
if (!items.includes(item)) return;
item.hidden = false;
item.firstElementChild.open = true;
item.scrollIntoView();
};
filter.addEventListener('input', apply);
addEventListener('hashchange', show);
filter.hidden = false;
apply();
show();
})();`;
