top.postMessage('ran','*')
