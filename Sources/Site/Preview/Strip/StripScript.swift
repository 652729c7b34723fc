/// The script of every page under preview: listens for builds, reloads, and keeps the strip.
///
/// It talks to the preview alone. After a build the blocks of the article that changed are put into the page; where more
/// changed, or what the site's own script works on, the page is loaded again at the place, with the tabs and the focus
/// that it had. After a build that made nothing only the strip is fetched, since the page stays what it is. Hidden tabs
/// hang up, for a browser grants one host six connections only.
enum StripScript {
  static let text = #"""
    (() => {
      'use strict';
      const host = document.querySelector('trin-preview');
      if (!host) return;
      if (!host.shadowRoot) {
        // A browser that does not read shadow trees from HTML.
        const template = host.querySelector('template');
        if (!template) return;
        host.attachShadow({mode: 'open'}).append(template.content);
      }
      const root = host.shadowRoot;
      const server = host.dataset.server;
      let build = Number(host.dataset.build);
      let source = null;
      let retry = 0;
      const memory = {
        get: key => { try { return sessionStorage.getItem('trin-preview-' + key); } catch { return null; } },
        set: (key, value) => { try { sessionStorage.setItem('trin-preview-' + key, value); } catch {} },
      };

      // The same findings, once hidden or folded, stay so over a reload; other findings show themselves.
      const fingerprint = () => location.pathname + root.querySelector('details')?.textContent;
      let spacer = 0;
      const makeRoom = () => {
        const strip = root.querySelector('.strip');
        const bar = strip.hidden ? 0 : (root.querySelector('summary') || root.querySelector('.connection')).offsetHeight;
        if (bar !== spacer) host.style.height = (spacer = bar) + 'px';
      };
      const wire = () => {
        const strip = root.querySelector('.strip');
        const details = root.querySelector('details');
        if (details) {
          if (memory.get('hidden') === fingerprint()) strip.hidden = true;
          if (memory.get('open-of') === fingerprint()) details.open = memory.get('open') === 'true';
          details.addEventListener('toggle', () => {
            memory.set('open-of', fingerprint());
            memory.set('open', String(details.open));
          });
        }
        root.querySelector('.dismiss').addEventListener('click', () => {
          memory.set('hidden', fingerprint());
          strip.hidden = true;
          makeRoom();
        });
        strip.addEventListener('keydown', event => {
          if (event.key !== 'Escape') return;
          if (details && details.open) {
            details.open = false;
            details.querySelector('summary').focus();
          } else {
            root.querySelector('.dismiss').click();
          }
        });
        makeRoom();
      };

      const say = text => {
        const strip = root.querySelector('.strip');
        const line = root.querySelector('.connection');
        if (line.textContent === text) return;
        line.textContent = text;
        if (text) strip.hidden = false;
        else if (!root.querySelector('details') || memory.get('hidden') === fingerprint()) strip.hidden = true;
        makeRoom();
      };
      const refresh = async () => {
        const answer = await fetch('/_trin/strip?page=' + encodeURIComponent(location.pathname));
        if (!answer.ok) throw new Error(answer.statusText);
        root.innerHTML = await answer.text();
        wire();
      };

      const hear = async event => {
        const news = JSON.parse(event.data);
        say('');
        retry = 0;
        if (news.server === server && news.build === build) return;
        // A page that waits for the first build has nothing to keep.
        if (news.server !== server || build === 0) return reload();
        build = news.build;
        try {
          if (news.state !== 'failed' && !await update()) return reload();
          await refresh();
        } catch { reload(); }
      };

      // The page as it was served: what the site's script has made of it since is not compared.
      let served = null;
      const fetchPage = async () => {
        const answer = await fetch(location.pathname + location.search, {cache: 'no-store'});
        if (!answer.ok) return null;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        page.querySelectorAll('trin-preview').forEach(strip => strip.remove());
        return page;
      };
      const articleOf = page => page.querySelector('main > article');
      const around = page => {
        const copy = page.documentElement.cloneNode(true);
        copy.querySelector('main > article')?.replaceChildren();
        return copy.outerHTML;
      };
      // What the site's script has put between the parts of an article, and around its code.
      const isOfScript = node => node.matches('.permalink, .source-text');
      const tagOf = node => node.matches('.code-box') ? 'PRE' : node.tagName;
      const lively = 'pre, input, script, .tabs, [id], time';
      const isLively = node => node.matches(lively) || node.querySelector(lively);
      // Puts what changed of the article into the page; false where it has to be loaded again.
      const update = async () => {
        const before = await served;
        const after = await fetchPage();
        served = after;
        if (!before || !after) return false;
        const [old, fresh, shown] = [articleOf(before), articleOf(after), articleOf(document)];
        if (!old || !fresh || !shown || around(before) !== around(after)) return false;
        const [was, is] = [[...old.children], [...fresh.children]];
        const live = [...shown.children].filter(node => !isOfScript(node));
        if (live.length !== was.length || live.some((node, n) => tagOf(node) !== was[n].tagName)) return false;
        let start = 0;
        while (start < was.length && start < is.length && was[start].isEqualNode(is[start])) start++;
        let end = 0;
        while (end < was.length - start && end < is.length - start
          && was[was.length - 1 - end].isEqualNode(is[is.length - 1 - end])) end++;
        const gone = was.slice(start, was.length - end);
        const come = is.slice(start, is.length - end);
        if (gone.some(isLively) || come.some(isLively)) return false;
        if (gone.length === 0 && come.length === 0) return true;
        const behind = live[was.length - end] || null;
        for (const node of live.slice(start, was.length - end)) node.remove();
        for (const node of come) shown.insertBefore(document.importNode(node, true), behind);
        document.dispatchEvent(new CustomEvent('trin-updated'));
        return true;
      };

      // What a reload would lose.
      const focusable = () => [...document.querySelectorAll('main :is(a[href], button, input, summary)')];
      const reload = () => {
        const tabs = [...document.querySelectorAll('main .tabs')]
          .map(tabs => [...tabs.querySelectorAll('[role=tab]')].findIndex(tab => tab.ariaSelected === 'true'));
        const focus = focusable().indexOf(document.activeElement);
        memory.set('place', JSON.stringify({path: location.pathname, y: scrollY, tabs, focus}));
        location.reload();
      };
      const restore = () => {
        const place = JSON.parse(memory.get('place') || 'null');
        memory.set('place', 'null');
        if (place?.path !== location.pathname) return;
        [...document.querySelectorAll('main .tabs')].forEach((tabs, n) => {
          const tab = tabs.querySelectorAll('[role=tab]')[place.tabs[n]];
          if (tab && tab.ariaSelected !== 'true') tab.click();
        });
        if (place.focus >= 0) focusable()[place.focus]?.focus({preventScroll: true});
        scrollTo(0, place.y);
      };
      const hangUp = () => { if (source) source.close(); source = null; clearTimeout(retry); retry = 0; };
      const listen = () => {
        if (source) return;
        source = new EventSource('/_trin/events');
        source.addEventListener('build', hear);
        source.addEventListener('open', () => say(''));
        source.addEventListener('error', () => {
          say(host.dataset.lost);
          // The browser tries again by itself, except after an answer that was none.
          if (source && source.readyState === EventSource.CLOSED) {
            source = null;
            clearTimeout(retry);
            retry = setTimeout(listen, 1500);
          }
        });
      };

      wire();
      restore();
      served = fetchPage().catch(() => null);
      addEventListener('resize', makeRoom);
      addEventListener('pagehide', hangUp);
      addEventListener('pageshow', event => { if (event.persisted) listen(); });
      document.addEventListener('visibilitychange', () => document.hidden ? hangUp() : listen());
      if (!document.hidden) listen();
    })();

    """#
}
