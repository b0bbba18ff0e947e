/** What is shown while the web app's files are not there yet; asks again by itself every two seconds. */
export const BUILDING_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>CFA is getting ready</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; min-height: 100vh; display: grid; place-items: center;
       background: #f6f7f9; color: #1c2430; }
main { max-width: 26rem; padding: 2rem; text-align: center; }
h1 { font-size: 1.4rem; margin: 0 0 .5rem; }
</style>
</head>
<body>
<main>
<h1>The app is being built</h1>
<p>This happens once and takes about a minute. The page opens by itself when it is done.</p>
</main>
</body>
</html>
`;
