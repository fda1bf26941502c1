import { apiError } from '../../../nodes/watchList/apiError';
import { json } from '../providers/support/answers';

it('A name that a table has which the key does not see is told at once: it does not pass', () => {
	const message = "Data table with name 'Pending' already exists in this project";
	const error = apiError(json({ message }, 409));
	expect(error).toMatchObject({ kind: 'provider', transient: false, httpStatus: 409 });
	expect(error.message).toContain(message);
	expect(error.description).toContain('another name');
});
