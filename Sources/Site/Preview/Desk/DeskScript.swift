/// The script of desk and overview: shows what the preview sends, and asks it to write.
///
/// It makes elements of texts only, never of HTML that it did not get from the preview as a page.
enum DeskScript {
  static let text = #"""
    (() => {
      'use strict';
      const root = document.documentElement;
      const status = document.querySelector('.status');
      let build = Number(root.dataset.build);
      let timer = 0;
      const say = (text, stays) => {
        status.textContent = text;
        clearTimeout(timer);
        if (text && !stays) timer = setTimeout(() => { status.textContent = ''; }, 4000);
      };
      const isDesk = root.dataset.kind === 'desk';
      const main = () => document.querySelector('#desk-main');
      const isTyping = () => document.querySelector('.editor') !== null;

      // ---- Views
      const memory = {
        get: key => { try { return sessionStorage.getItem('trin-desk-' + key); } catch { return null; } },
        set: (key, value) => { try { sessionStorage.setItem('trin-desk-' + key, value); } catch {} },
      };
      const show = view => {
        const desk = main();
        desk.dataset.view = view;
        desk.querySelector('.rows').hidden = view !== 'beside';
        desk.querySelector('.text').hidden = view !== 'text';
        const page = desk.querySelector('.page');
        page.hidden = view === 'beside';
        const frame = page.querySelector('iframe');
        if (view !== 'beside' && !frame.src) frame.src = frame.dataset.src;
      };

      // ---- Jumping
      const jump = number => {
        const chosen = document.querySelector('input[name=view][value=beside]');
        if (!chosen.checked) { chosen.checked = true; show('beside'); }
        document.querySelectorAll('.row.shown').forEach(row => row.classList.remove('shown'));
        const row = document.getElementById('row-' + number);
        if (!row) return;
        row.classList.add('shown');
        row.scrollIntoView({block: 'center'});
        row.focus({preventScroll: true});
      };

      // ---- Writing
      const write = async (way, parameters, text) => {
        let answer;
        try {
          answer = await fetch('/_trin/' + way + '?' + new URLSearchParams(parameters).toString().replaceAll('+', '%20'), {
            method: 'POST', body: text,
            headers: {'Content-Type': 'text/plain;charset=utf-8', 'X-Trin-Token': root.dataset.token},
          });
        } catch {
          say(status.dataset.unreachable, true);
          return false;
        }
        if (answer.ok) { say(status.dataset.saved); return true; }
        say(answer.status === 409 ? status.dataset.changed : status.dataset.refused + ' ' + await answer.text(), true);
        return false;
      };
      const element = (name, className, text) => {
        const made = document.createElement(name);
        if (className) made.className = className;
        if (text) made.textContent = text;
        return made;
      };
      const edit = button => {
        const cell = button.parentElement;
        const aside = document.querySelector('aside.findings');
        const shown = [...cell.children];
        const editor = element('form', 'editor');
        const area = element('textarea');
        area.value = button.dataset.markdown;
        area.ariaLabel = status.dataset.label;
        area.lang = cell.lang;
        area.rows = Math.max(3, area.value.split('\n').length + Math.ceil(area.value.length / 70));
        const ways = element('p', 'ways');
        const save = element('button', 'save', status.dataset.save);
        const cancel = element('button', 'cancel', status.dataset.cancel);
        cancel.type = 'button';
        ways.append(save, cancel);
        editor.append(area, ways);
        const {file, digest} = aside.dataset;
        const close = () => {
          editor.remove();
          for (const node of shown) node.hidden = false;
          button.focus();
          if (missed) refresh();
        };
        cancel.addEventListener('click', close);
        editor.addEventListener('submit', async event => {
          event.preventDefault();
          save.disabled = true;
          const place = {file, digest, start: button.dataset.start, end: button.dataset.end};
          const isWritten = area.value === button.dataset.markdown || await write('paragraph', place, area.value);
          save.disabled = false;
          if (isWritten) close(); else area.focus();
        });
        area.addEventListener('keydown', event => {
          if (event.key === 'Escape') close();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) editor.requestSubmit();
        });
        for (const node of shown) node.hidden = true;
        cell.append(editor);
        area.focus();
      };
      document.addEventListener('click', event => {
        const button = event.target.closest('button');
        if (!button) return;
        if (button.classList.contains('show')) jump(button.dataset.row);
        if (button.classList.contains('edit')) edit(button);
        if (button.classList.contains('repair')) {
          button.disabled = true;
          const {file, digest, id} = button.dataset;
          write('repair', {file, digest, finding: id}, '').then(() => { button.disabled = false; });
        }
      });
      document.addEventListener('change', event => {
        if (event.target.name === 'view') { show(event.target.value); memory.set('view', event.target.value); }
        if (event.target.name === 'state') filter();
      });

      // ---- Overview
      const rows = () => [...document.querySelectorAll('tbody tr')];
      const filter = () => {
        const state = document.querySelector('input[name=state]:checked').value;
        const wanted = document.querySelector('#search').value.trim().toLocaleLowerCase();
        let count = 0;
        for (const row of rows()) {
          const fits = (!state || row.dataset.state === state)
            && (!wanted || row.querySelector('th').textContent.toLocaleLowerCase().includes(wanted));
          row.hidden = !fits;
          if (fits) count++;
        }
        document.querySelector('.none').hidden = count > 0;
        memory.set('filter', JSON.stringify({state, wanted}));
      };
      const overviewKeys = event => {
        const search = document.querySelector('#search');
        if (event.key === '/' && event.target !== search) {
          event.preventDefault();
          search.focus();
        } else if (event.key === 'Escape' && event.target === search) {
          search.value = '';
          filter();
        } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && event.target.type !== 'radio') {
          const links = rows().filter(row => !row.hidden).map(row => row.querySelector('a'));
          const at = links.indexOf(document.activeElement);
          const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
          event.preventDefault();
          if (next < 0) search.focus(); else links[Math.min(next, links.length - 1)]?.focus();
        }
      };

      // ---- Following
      let missed = false;
      let asking = false;
      const replaced = ['header h1', 'header .notice', '.rows', '.text ol', 'aside.findings', 'main.overview'];
      const refresh = async () => {
        // What somebody is typing stays.
        if (asking || isTyping()) { missed = true; return; }
        asking = true;
        missed = false;
        try {
          const answer = await fetch(location.pathname, {cache: 'no-store'});
          const text = await answer.text();
          // It may have been begun while the preview answered.
          if (isTyping()) { missed = true; return; }
          if (!answer.ok) return location.reload();
          const page = new DOMParser().parseFromString(text, 'text/html');
          build = Number(page.documentElement.dataset.build);
          if (!isDesk) {
            const {state, wanted} = JSON.parse(memory.get('filter') || '{"state":"","wanted":""}');
            const focus = rows().map(row => row.querySelector('a')).indexOf(document.activeElement);
            for (const part of ['tbody', '.progress']) {
              document.querySelector(part)?.replaceWith(document.importNode(page.querySelector(part), true));
            }
            filter();
            if (focus >= 0) rows()[focus]?.querySelector('a').focus({preventScroll: true});
            return;
          }
          const [desk, aside] = [main(), document.querySelector('aside.findings')];
          const places = [desk.scrollTop, aside.scrollTop, scrollY];
          const shown = document.querySelector('.row.shown')?.id;
          for (const part of replaced) {
            const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
            if (!old || !fresh || old.isEqualNode(fresh)) continue;
            const isHidden = old.hidden;
            const made = document.importNode(fresh, true);
            made.hidden = isHidden;
            old.replaceWith(made);
          }
          if (shown) document.getElementById(shown)?.classList.add('shown');
          desk.scrollTop = places[0];
          document.querySelector('aside.findings').scrollTop = places[1];
          scrollTo(0, places[2]);
        } catch {
          say(status.dataset.lost, true);
        } finally {
          asking = false;
          if (missed && !isTyping()) refresh();
        }
      };
      let source = null;
      const listen = () => {
        if (source) return;
        source = new EventSource('/_trin/events');
        source.addEventListener('build', event => {
          const news = JSON.parse(event.data);
          if (status.textContent === status.dataset.lost) say('');
          if (news.server !== root.dataset.server) {
            // Another run of the preview has another token; what is being typed stays until it is copied.
            if (isTyping()) say(status.dataset.lost, true); else location.reload();
            return;
          }
          if (news.state === 'failed') return say(status.dataset.failed, true);
          if (news.build !== build) refresh();
        });
        source.addEventListener('error', () => {
          say(status.dataset.lost, true);
          if (source && source.readyState === EventSource.CLOSED) { source = null; setTimeout(listen, 1500); }
        });
      };
      const hangUp = () => { source?.close(); source = null; };

      if (isDesk) {
        const view = memory.get('view');
        const chosen = view && document.querySelector(`input[name=view][value=${view}]`);
        if (chosen) { chosen.checked = true; show(view); }
        const row = /^#row-(\d+)$/.exec(location.hash);
        if (row) jump(row[1]);
      } else {
        document.querySelector('#search').addEventListener('input', filter);
        document.querySelector('.filters').addEventListener('submit', event => event.preventDefault());
        document.addEventListener('keydown', overviewKeys);
        const {state, wanted} = JSON.parse(memory.get('filter') || '{"state":"","wanted":""}');
        document.querySelector('#search').value = wanted;
        const chosen = document.querySelector(`input[name=state][value="${state}"]`);
        if (chosen) chosen.checked = true;
        filter();
      }
      addEventListener('pagehide', hangUp);
      document.addEventListener('visibilitychange', () => document.hidden ? hangUp() : listen());
      if (!document.hidden) listen();
    })();

    """#
}
