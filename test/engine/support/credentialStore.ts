import { ICredentialsHelper, isExpression } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	Workflow,
} from 'n8n-workflow';

import { CloudCoinApi } from '../../../credentials/CloudCoinApi.credentials';
import { FalTaskApi } from '../../../credentials/FalTaskApi.credentials';
import { GoogleGeminiTaskApi } from '../../../credentials/GoogleGeminiTaskApi.credentials';
import { Hyper3dOnPremisesApi } from '../../../credentials/Hyper3dOnPremisesApi.credentials';
import { Hyper3dRodinApi } from '../../../credentials/Hyper3dRodinApi.credentials';
import { N8nWatchListApi } from '../../../credentials/N8nWatchListApi.credentials';
import { ReplicateTaskApi } from '../../../credentials/ReplicateTaskApi.credentials';
import { RocketRideTaskApi } from '../../../credentials/RocketRideTaskApi.credentials';

const TYPES: readonly ICredentialType[] = [
	new CloudCoinApi(),
	new FalTaskApi(),
	new GoogleGeminiTaskApi(),
	new Hyper3dOnPremisesApi(),
	new Hyper3dRodinApi(),
	new N8nWatchListApi(),
	new ReplicateTaskApi(),
	new RocketRideTaskApi(),
];

/** Credentials by type name. */
export type CredentialData = Readonly<Record<string, ICredentialDataDecryptedObject>>;

/**
 * n8n keeps credentials in its database, which the engine alone does not have: this keeps them in
 * memory and runs the real `authenticate` blocks with n8n's own expressions.
 */
export class CredentialStore extends ICredentialsHelper {
	/** How often a credential was looked up and decrypted. */
	lookUps = 0;

	constructor(private readonly data: CredentialData) {
		super();
	}

	override getParentTypes(): string[] {
		return [];
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		const request = options as IHttpRequestOptions;
		const authenticate = TYPES.find(({ name }) => name === typeName)?.authenticate;
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		const headers = Object.entries(authenticate?.properties.headers ?? {});
		for (const [name, value] of headers) {
			request.headers = {
				...request.headers,
				[name]: isExpression(value)
					? workflow.expression.getSimpleParameterValue(node, value, 'internal', {
							$credentials: credentials,
						})
					: value,
			};
		}
		return request;
	}

	override async preAuthentication(): Promise<undefined> {
		return await Promise.resolve(undefined);
	}

	override async getCredentials(): Promise<ICredentials> {
		return await Promise.reject(new Error('The engine asks for decrypted credentials only'));
	}

	override async getDecrypted(
		_additionalData: unknown,
		_details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		this.lookUps++;
		const found = this.data[type];
		if (found === undefined) throw new Error(`No credential of type ${type} in this test`);
		return await Promise.resolve(found);
	}

	override async updateCredentials(): Promise<void> {
		await Promise.resolve();
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		await Promise.resolve();
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		return TYPES.find(({ name }) => name === type)?.properties ?? [];
	}
}
