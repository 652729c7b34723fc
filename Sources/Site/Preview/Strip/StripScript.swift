/// The script of every page under preview: listens for builds, reloads, and keeps the strip.
///
/// It talks to the preview alone. After a build the page is reloaded; after one that made nothing only the strip is
/// fetched, since the page stays what it is. Hidden tabs hang up, for a browser grants one host six connections only.
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
        if (news.server !== server || news.state !== 'failed' || build === 0) return location.reload();
        build = news.build;
        try { await refresh(); } catch { location.reload(); }
      };
      const hangUp = () => { if (source) source.close(); source = null; clearTimeout(retry); retry = 0; };
      const listen = () => {
        if (source) return;
        source = new EventSource('/_trin/events');
        source.addEventListener('build', hear);
        source.addEventListener('open', () => say(''));
        source.addEventListener('error', () => {
          say('The preview is not running. Start it again; this page then reloads by itself.');
          // The browser tries again by itself, except after an answer that was none.
          if (source && source.readyState === EventSource.CLOSED) {
            source = null;
            clearTimeout(retry);
            retry = setTimeout(listen, 1500);
          }
        });
      };

      wire();
      addEventListener('resize', makeRoom);
      addEventListener('pagehide', hangUp);
      addEventListener('pageshow', event => { if (event.persisted) listen(); });
      document.addEventListener('visibilitychange', () => document.hidden ? hangUp() : listen());
      if (!document.hidden) listen();
    })();

    """#
}
