import { filesFolder } from './userFolder';

/** What differs from one n8n process to the next. */
export interface Placement {
	userFolder: string;
	port: number;
	brokerPort: number;
	/** Modules of n8n to leave out; unknown names keep n8n from starting. */
	disabledModules: readonly string[];
}

const LOOPBACK = '127.0.0.1';
const SHUTDOWN_SECONDS = '5';

/** Everything that n8n would otherwise ask the internet for at its start or in the editor. */
const OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

const COMMUNITY_PACKAGES = {
	N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true',
};

/**
 * Settings of another n8n, of npm and of jest must not leak in: with NODE_ENV=test n8n refuses to
 * load nodes, and a proxy would take the requests to the simulators out of the machine.
 */
const NOT_INHERITED =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|GENERIC_|NODES_|npm_|JEST_|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$|(https?|all|no)_proxy$)/i;

/** The environment of a loopback-only n8n with this package and without the internet. */
export function n8nEnvironment(
	{ userFolder, port, brokerPort, disabledModules }: Placement,
	extra: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !NOT_INHERITED.test(name));
	return {
		...Object.fromEntries(inherited),
		...OFFLINE,
		...COMMUNITY_PACKAGES,
		N8N_USER_FOLDER: userFolder,
		N8N_RESTRICT_FILE_ACCESS_TO: filesFolder(userFolder),
		N8N_LISTEN_ADDRESS: LOOPBACK,
		N8N_HOST: LOOPBACK,
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_EDITOR_BASE_URL: `http://${LOOPBACK}:${port}`,
		N8N_SECURE_COOKIE: 'false',
		N8N_DISABLED_MODULES: disabledModules.join(','),
		N8N_PYTHON_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: SHUTDOWN_SECONDS,
		GENERIC_TIMEZONE: 'UTC',
		NO_COLOR: '1',
		...extra,
	};
}
