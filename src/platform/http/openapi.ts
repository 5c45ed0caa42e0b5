import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { tidyDocument } from './openapi-tidy.js';
import { CSP } from './security.js';

/** What the document says of itself. */
export interface ApiInfo {
  title: string;
  description: string;
  version: string;
  /** Groups of operations, in the order in which they are shown. */
  tags?: { name: string; description: string }[];
}

/** As everywhere, but Swagger UI writes style attributes of its own. */
const DOCUMENTATION_CSP = {
  ...CSP,
  'style-src': ["'self'", "'unsafe-inline'"],
};

/**
 * OpenAPI 3.1 generated from the routes' zod contracts, and Swagger UI at /docs. Routes registered
 * after this plugin appear in it; `app.swagger()` gives the document once the service is ready.
 */
export const openApiPlugin = fp(
  async (app: FastifyInstance, options: { info: ApiInfo }) => {
    const { tags, ...info } = options.info;
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: { ...info, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
        servers: [{ url: '/', description: 'The service that gave this document' }],
        ...(tags === undefined ? {} : { tags }),
        components: {
          securitySchemes: {
            apiKey: {
              type: 'http',
              scheme: 'bearer',
              description: 'API key of a hospital or user',
            },
          },
        },
        security: [{ apiKey: [] }],
      },
      transform: jsonSchemaTransform,
      transformObject: (document) => tidyDocument(jsonSchemaTransformObject(document)),
    });
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: DOCUMENTATION_CSP,
      uiConfig: { validatorUrl: null, deepLinking: true, persistAuthorization: false },
    });
  },
  { name: 'sehat-openapi' },
);
